// Checks a trail with code that nobody of this project wrote: golang.org/x/mod/sumdb, the verifier of Go's checksum database.
// Reads one JSON request from standard input, exits 0 when the other implementation accepts all of it and 1 when it does not.
// Run by oracle.test.ts with Debian's golang-go and golang-golang-x-mod-dev: GOPATH=/usr/share/gocode GO111MODULE=off go run main.go
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type request struct {
	Key         string   `json:"key"`
	Checkpoint  string   `json:"checkpoint"`
	Earlier     string   `json:"earlier"`
	Index       int64    `json:"index"`
	Entry       string   `json:"entry"`
	Inclusion   []string `json:"inclusion"`
	Consistency []string `json:"consistency"`
}

func main() {
	var r request
	refuse("request", json.NewDecoder(os.Stdin).Decode(&r))
	size, root := open(r.Checkpoint, r.Key)
	inclusion, err := hashes(r.Inclusion)
	refuse("inclusion", err)
	refuse("inclusion", tlog.CheckRecord(tlog.RecordProof(inclusion), size, root, r.Index, tlog.RecordHash([]byte(r.Entry))))
	if r.Earlier != "" {
		earlierSize, earlierRoot := open(r.Earlier, r.Key)
		consistency, err := hashes(r.Consistency)
		refuse("consistency", err)
		refuse("consistency", tlog.CheckTree(tlog.TreeProof(consistency), size, root, earlierSize, earlierRoot))
	}
	fmt.Println("accepted")
}

func open(text, key string) (int64, tlog.Hash) {
	verifier, err := note.NewVerifier(key)
	refuse("key", err)
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	refuse("checkpoint", err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		refuse("checkpoint", fmt.Errorf("it has %d lines and is of %q", len(lines), lines[0]))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	refuse("checkpoint", err)
	root, err := tlog.ParseHash(lines[2])
	refuse("checkpoint", err)
	return size, root
}

func hashes(texts []string) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, 0, len(texts))
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			return nil, err
		}
		out = append(out, hash)
	}
	return out, nil
}

func refuse(what string, err error) {
	if err != nil {
		fmt.Printf("refused %s: %v\n", what, err)
		os.Exit(1)
	}
}
