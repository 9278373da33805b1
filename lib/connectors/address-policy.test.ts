import { describe, expect, it } from 'vitest';
import { addressProblem, readAddressPolicy } from './address-policy';
import type { HttpCall } from './connector';
import { endpointProblem } from './endpoint-url';
import { loopbackReceiver } from './loopback-receiver';
import { createSender } from './send-call';

/** What the resolver of these tests knows. */
const NAMES: { [host: string]: string[] } = {
  'collector.example.com': ['93.184.216.34'],
  'v6.example.com': ['2606:2800:220:1:248:1893:25c8:1946'],
  'inside.example.com': ['10.1.2.3'],
  'both.example.com': ['93.184.216.34', '127.0.0.1'],
  'mapped.example.com': ['::ffff:10.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  localhost: ['127.0.0.1', '::1'],
  'app.localhost': ['127.0.0.1'],
};

/** `form`: refused when it is entered. `address`: refused when it is sent to. `ok`: allowed. */
const TABLE: [url: string, verdict: 'ok' | 'form' | 'address'][] = [
  ['https://collector.example.com', 'ok'],
  ['http://collector.example.com:4318/otlp', 'ok'],
  ['https://v6.example.com', 'ok'],
  ['https://93.184.216.34', 'ok'],
  ['https://[2606:2800:220:1:248:1893:25c8:1946]/', 'ok'],
  ['https://172.15.255.255', 'ok'],
  ['https://172.32.0.1', 'ok'],
  ['https://100.63.255.255', 'ok'],
  ['https://100.128.0.1', 'ok'],
  ['https://192.167.1.1', 'ok'],
  ['https://collector.example.com.', 'ok'],
  ['ftp://collector.example.com', 'form'],
  ['file:///etc/passwd', 'form'],
  ['gopher://127.0.0.1:6379/_INFO', 'form'],
  ['data:text/plain,x', 'form'],
  ['javascript:alert(1)', 'form'],
  ['ws://collector.example.com', 'form'],
  ['collector.example.com', 'form'],
  ['//collector.example.com', 'form'],
  ['https:collector.example.com', 'form'],
  ['https://', 'form'],
  ['https:///collector.example.com', 'form'],
  ['', 'form'],
  ['https://user:password@collector.example.com', 'form'],
  ['https://collector.example.com@127.0.0.1', 'form'],
  ['https://collector.example.com\\@127.0.0.1', 'form'],
  ['https://collector.example.com/#@127.0.0.1', 'form'],
  ['https://collector.example.com/?to=127.0.0.1', 'form'],
  ['https://collector.example.com/a b', 'form'],
  ['https://collector.example.com\r\nHost: x', 'form'],
  ['https://256.1.1.1', 'form'],
  ['https://[::1', 'form'],
  ['http://127.0.0.1:4318', 'address'],
  ['http://127.1', 'address'],
  ['http://127.0.0.1.', 'address'],
  ['http://2130706433', 'address'],
  ['http://0x7f000001', 'address'],
  ['http://0x7f.1', 'address'],
  ['http://017700000001', 'address'],
  ['http://0177.0.0.1', 'address'],
  ['http://１２７.０.０.１', 'address'],
  ['http://localhost', 'address'],
  ['http://LOCALHOST:3000', 'address'],
  ['http://app.localhost', 'address'],
  ['http://0', 'address'],
  ['http://0.0.0.0', 'address'],
  ['http://10.0.0.1', 'address'],
  ['http://172.16.0.1', 'address'],
  ['http://172.31.255.255', 'address'],
  ['http://192.168.1.1', 'address'],
  ['http://100.64.0.1', 'address'],
  ['http://169.254.169.254/latest/meta-data', 'address'],
  ['http://2852039166', 'address'],
  ['http://metadata.google.internal', 'address'],
  ['http://192.0.2.1', 'address'],
  ['http://198.18.0.1', 'address'],
  ['http://203.0.113.9', 'address'],
  ['http://224.0.0.1', 'address'],
  ['http://255.255.255.255', 'address'],
  ['http://[::1]', 'address'],
  ['http://[::]', 'address'],
  ['http://[0:0:0:0:0:ffff:127.0.0.1]', 'address'],
  ['http://[::ffff:7f00:1]', 'address'],
  ['http://[::127.0.0.1]', 'address'],
  ['http://[64:ff9b::10.0.0.1]', 'address'],
  ['http://[2002:7f00:1::]', 'address'],
  ['http://[2001:0:53aa:64c::1]', 'address'],
  ['http://[fe80::1]', 'address'],
  ['http://[fd00:ec2::254]', 'address'],
  ['http://[fc00::1]', 'address'],
  ['http://[ff02::1]', 'address'],
  ['http://[2001:db8::1]', 'address'],
  ['http://inside.example.com', 'address'],
  ['http://both.example.com', 'address'],
  ['http://mapped.example.com', 'address'],
];

const call = (url: string): HttpCall => ({ what: 'test', method: 'GET', url, headers: {}, body: null });

describe('the addresses that a connector is sent to', () => {
  it.each(TABLE)('%j is judged %s', async (url, verdict) => {
    const problem = endpointProblem(url);
    if (verdict === 'form') return expect(problem).toEqual(expect.any(String));
    expect(problem).toBeNull();
    const asked = new URL(url);
    const host = asked.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const addresses = NAMES[host] ?? [host];
    const policy = readAddressPolicy('off');
    const problems = addresses.map((address) => addressProblem(policy, host, address));
    expect(problems.some((each) => each !== null)).toBe(verdict === 'address');
    if (verdict === 'ok') return;
    // The sender itself refuses, before any connection.
    const sender = createSender({ policy, timeoutMs: 1000, lookup: async (name) => NAMES[name] ?? [] });
    expect(await sender.send(call(url))).toMatchObject({ isRefusedAddress: true });
    sender.close();
  });

  it('allows private addresses by setting, and link-local ones only by name', () => {
    const on = readAddressPolicy('on');
    expect(addressProblem(on, 'collector', '10.0.0.1')).toBeNull();
    expect(addressProblem(on, 'collector', '::1')).toBeNull();
    expect(addressProblem(on, 'metadata', '169.254.169.254')).not.toBeNull();
    expect(addressProblem(on, 'metadata', '::ffff:169.254.169.254')).not.toBeNull();
    const list = readAddressPolicy('collector.internal, 10.1.0.0/16, fd12::/16');
    expect(addressProblem(list, 'collector.internal', '192.168.0.9')).toBeNull();
    expect(addressProblem(list, 'collector.internal', '169.254.169.254')).not.toBeNull();
    expect(addressProblem(list, 'other.internal', '192.168.0.9')).not.toBeNull();
    expect(addressProblem(list, 'x', '10.1.200.3')).toBeNull();
    expect(addressProblem(list, 'x', '::ffff:10.1.200.3')).toBeNull();
    expect(addressProblem(list, 'x', '10.2.0.1')).not.toBeNull();
    expect(addressProblem(list, 'x', 'fd12::7')).toBeNull();
  });
});

describe('a connection', () => {
  it('goes to the address that was checked, although the name says something else a moment later', async () => {
    const receiver = await loopbackReceiver();
    let asked = 0;
    const rebinding = async () => (asked++ === 0 ? ['127.0.0.1'] : ['169.254.169.254']);
    const sender = createSender({ policy: readAddressPolicy('127.0.0.1'), timeoutMs: 2000, lookup: rebinding });
    const url = `http://rebinding.example.com:${new URL(receiver.url).port}/`;
    expect(await sender.send(call(url))).toMatchObject({ answer: { status: 200 } });
    expect(receiver.received[0]?.headers['host']).toContain('rebinding.example.com');
    expect(asked).toBe(1);
    expect(await sender.send(call(url))).toMatchObject({ isRefusedAddress: true });
    expect(receiver.received).toHaveLength(1);
    sender.close();
    await receiver.close();
  });

  it('does not follow a redirect, keeps no more than 64 KB of an answer and breaks off an endless one', async () => {
    const receiver = await loopbackReceiver();
    const sender = createSender({ policy: readAddressPolicy('on'), timeoutMs: 5000 });
    receiver.next.push({ status: 307, headers: { location: 'http://169.254.169.254/' } }, { status: 200, body: 'x'.repeat(3_000_000) });
    expect(await sender.send(call(receiver.url))).toMatchObject({ answer: { status: 307 } });
    expect(receiver.received).toHaveLength(1);
    const long = await sender.send(call(receiver.url));
    expect('answer' in long && long.answer.body.length).toBe(64 * 1024);
    sender.close();
    await receiver.close();
  });
});
