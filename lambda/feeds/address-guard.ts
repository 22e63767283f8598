import ipaddr from 'ipaddr.js';

export type AddressRefusal = 'not-http' | 'private-address' | 'credentials-in-url';

const inLoopback = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => address.range() === 'loopback';

/** Global unicast is 2000::/3 (RFC 4291); what lies outside, as the old IPv4-compatible `::10.0.0.1`, is nobody's. */
const isGlobal = (address: ipaddr.IPv6): boolean => ((address.parts[0] ?? 0) & 0xe000) === 0x2000;

/**
 * Whether a feed may be fetched from this IP address: only public unicast ones, seen through IPv4-mapped forms.
 *
 * @param allowLoopback for local trials only: 127.0.0.1 itself, and nothing else that is private
 */
export const isPublicAddress = (ip: string, allowLoopback: boolean): boolean => {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  if (allowLoopback && inLoopback(address)) return address.toString() === '127.0.0.1' || address.toString() === '::1';
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || isGlobal(address));
};

/**
 * What is wrong with an address before anything connects to it. A host that is an IP literal in any spelling that
 * the URL standard accepts (decimal, hex, octal, short, mapped) is judged here, since no name look-up sees it.
 */
export const refuseUrl = (url: URL, allowLoopback: boolean): AddressRefusal | undefined => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http';
  if (url.username !== '' || url.password !== '') return 'credentials-in-url';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return isPublicAddress(host, allowLoopback) ? undefined : 'private-address';
  return /(?:^|\.)localhost\.?$/i.test(host) && !allowLoopback ? 'private-address' : undefined;
};
