import assert from 'node:assert/strict';
import { certificateExpiry } from '../../src/engine/records/certificateExpiry';

/** Roots of real swarms, made by Docker 20.10: `swarm-ca`, twenty years each. */
const later = `-----BEGIN CERTIFICATE-----
MIIBaTCCARCgAwIBAgIUU9lU/MNZJvOScQf2qAm/zAFMevwwCgYIKoZIzj0EAwIw
EzERMA8GA1UEAxMIc3dhcm0tY2EwHhcNMjYxMTIyMDExODAwWhcNNDYxMTE3MDEx
ODAwWjATMREwDwYDVQQDEwhzd2FybS1jYTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABIMgDNLccAszCjUchPNsHLv0lb2ZiKbQ71smAzbTSlDdnrhnPncysqTjQcjR
PJ/kPEZMAD3xa8b49fxZTvQOrhijQjBAMA4GA1UdDwEB/wQEAwIBBjAPBgNVHRMB
Af8EBTADAQH/MB0GA1UdDgQWBBQjLIiJ0RaSoAWgeoWkS5HzZPVaaTAKBggqhkjO
PQQDAgNHADBEAiB2jEcXpTps6lJ5esffO5lEsR1iT4YroC86lNorZBkxCAIgYiP8
UwnvHvvd1woS8sI43YDTT8h6FyET8yrCT/wKW2M=
-----END CERTIFICATE-----
`;

describe('certificateExpiry', () => {
  it('tells when a certificate ends', () => {
    assert.equal(certificateExpiry(later), '2046-11-17T01:18:00.000Z');
    assert.equal(certificateExpiry(`\n${later}${later}`), '2046-11-17T01:18:00.000Z');
  });

  it('tells nothing of what is none', () => {
    const broken = later.replace('MIIB', 'AAAA');
    for (const pem of [undefined, null, 7, '', 'x', later.slice(0, 80), broken, later + broken]) {
      assert.equal(certificateExpiry(pem), undefined);
    }
  });
});
