// Which addresses a connector may be sent to: public ones, and private ones only where the installation allows them by name.
import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Not reachable as a public host: private use, loopback, carrier NAT, documentation, benchmarks, unique local (IANA special-purpose
 * registries, RFC 6890).
 */
const PRIVATE = blockList([
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['::1', 128],
  ['fc00::', 7],
  ['100::', 64],
  ['2001:db8::', 32],
]);

/** Allowed only as an address or a range in the list, since instance metadata is there: unspecified, link-local, multicast, reserved, site-local, discovery. */
const NEVER = blockList([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.88.99.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  ['2001::', 23],
]);

export interface AddressPolicy {
  /** Private addresses are allowed, link-local ones still not. */
  isPrivateAllowed: boolean;
  /** Names whose private addresses are allowed. */
  hosts: ReadonlySet<string>;
  ranges: BlockList;
}

/** From COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS: `off`, `on`, or hosts, addresses and ranges with commas between. Throws on a wrong one. */
export function readAddressPolicy(setting: string): AddressPolicy {
  const policy = { isPrivateAllowed: setting === 'on', hosts: new Set<string>(), ranges: new BlockList() };
  if (setting === 'on' || setting === 'off') return policy;
  for (const entry of setting.split(',').flatMap((part) => part.trim() || [])) {
    const [address = '', bits] = entry.split('/');
    if (isIP(address) === 0) policy.hosts.add(entry.toLowerCase());
    else if (bits === undefined) policy.ranges.addAddress(address, familyOf(address));
    else policy.ranges.addSubnet(address, Number(bits), familyOf(address));
  }
  return policy;
}

/** Null when a connection to `address` may be made; otherwise why not. `host` is the name that was asked for. */
export function addressProblem(policy: AddressPolicy, host: string, address: string): string | null {
  const real = embeddedIpv4(address) ?? address;
  if (isIP(real) === 0) return `${address} is not an address`;
  const family = familyOf(real);
  if (policy.ranges.check(real, family)) return null;
  if (NEVER.check(real, family)) return `${host} is at ${address}, which is reserved and never a receiver`;
  if (PRIVATE.check(real, family) && !policy.isPrivateAllowed && !policy.hosts.has(host.toLowerCase())) {
    return `${host} is at ${address}, which is private. Whoever runs this installation can allow it with COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS`;
  }
  return null;
}

/** IPv4 inside IPv6: mapped, compatible, translated (RFC 6052) and 6to4. The address inside is where packets end up. */
function embeddedIpv4(address: string): string | null {
  const groups = isIP(address) === 6 ? ipv6Groups(address) : null;
  if (!groups) return null;
  const at = (high: number, low: number) =>
    [(groups[high] ?? 0) >> 8, (groups[high] ?? 0) & 255, (groups[low] ?? 0) >> 8, (groups[low] ?? 0) & 255].join('.');
  const zeroUntil = (end: number) => groups.slice(0, end).every((group) => group === 0);
  if (zeroUntil(5) && groups[5] === 0xffff) return at(6, 7);
  if (zeroUntil(4) && groups[4] === 0xffff && groups[5] === 0) return at(6, 7);
  if (zeroUntil(6) && ((groups[6] ?? 0) !== 0 || (groups[7] ?? 0) > 1)) return at(6, 7);
  if (groups[0] === 0x64 && groups[1] === 0xff9b) return at(6, 7);
  if (groups[0] === 0x2002) return at(1, 2);
  return null;
}

/** Eight numbers; null for a text that is no IPv6 address. A zone (`%eth0`) is left out. */
function ipv6Groups(address: string): number[] | null {
  const [bare = ''] = address.split('%');
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  const tail = dotted?.[2]?.split('.').map(Number) ?? [];
  const text = dotted
    ? `${dotted[1]}${(((tail[0] ?? 0) << 8) | (tail[1] ?? 0)).toString(16)}:${(((tail[2] ?? 0) << 8) | (tail[3] ?? 0)).toString(16)}`
    : bare;
  const [head = '', rest] = text.split('::');
  const read = (part: string | undefined) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const left = read(head);
  const right = read(rest);
  const groups = rest === undefined ? left : [...left, ...Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right];
  return groups.length === 8 ? groups : null;
}

function blockList(ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, familyOf(address));
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
