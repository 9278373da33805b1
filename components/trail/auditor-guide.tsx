import { CopyButton } from '@/components/ui/copy-button';

interface AuditorGuideProps {
  /** `name+id+key`, one for each key that ever signed this trail. */
  verifierKeys: readonly string[];
  signedSize: string;
}

/** What an auditor does so that nobody has to be trusted, in plain words. */
export function AuditorGuide({ verifierKeys, signedSize }: AuditorGuideProps) {
  return (
    <div className="grid max-w-2xl gap-4 p-5 text-sm">
      <h2 className="font-semibold text-base">How to check this without trusting us</h2>
      <ol className="grid list-decimal gap-2 ps-5">
        <li>
          <strong className="font-medium">Keep the key and a checkpoint, today.</strong> Copy the key below to where we cannot change it,
          and save the newest checkpoint ({signedSize} entries). Whoever rewrites the past later cannot make it fit to what you hold.
        </li>
        <li>
          <strong className="font-medium">Download a bundle</strong> for the run or the period you look into. It holds the entries, a proof
          for each, the checkpoint and a verifier.
        </li>
        <li>
          <strong className="font-medium">Unpack it on a computer of yours</strong> that has Node.js, offline if you like, and run{' '}
          <code className="rounded-sm bg-muted px-1 font-mono text-xs">node verify.mjs</code>. It reads nothing but the folder it lies in.
        </li>
        <li>
          <strong className="font-medium">Compare the key it prints</strong> with the one you kept. Give it your older checkpoint as well:
          it then proves that everything from then is still there, unchanged and in the same order.
        </li>
        <li>
          <strong className="font-medium">Read it yourself.</strong> The verifier is one short file without dependencies; any other verifier
          of C2SP checkpoints and RFC 9162 trees does as well.
        </li>
      </ol>
      <p className="text-muted-foreground">
        The button beside each entry does the same arithmetic for one entry in your browser. It is quick, but this page came from the same
        server; only your own copy of the key makes it a proof.
      </p>
      <div>
        <h3 className="mb-1 font-medium text-muted-foreground text-xs">
          {verifierKeys.length > 1 ? 'Keys of this trail, the newest first' : 'Key of this trail'}
        </h3>
        {verifierKeys.length === 0 ? (
          <p className="text-muted-foreground">Nothing has been signed yet. The worker signs within a minute of the first entry.</p>
        ) : null}
        <ul className="grid gap-1">
          {verifierKeys.map((key) => (
            <li key={key} className="flex items-center gap-1">
              <code className="break-all rounded-sm bg-muted px-1.5 py-0.5 font-mono text-xs">{key}</code>
              <CopyButton text={key} what="verifier key" />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
