// Verifies a Sigstore bundle by a public key: node verify.mjs NODE_FOLDER BUNDLE PUBLIC_KEY
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createPublicKey } from 'node:crypto';

const [folder, bundleFile, keyFile] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { bundleFromJSON } = require('@sigstore/bundle');
const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');

const key = createPublicKey(readFileSync(keyFile));
const nobody = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
const trust = toTrustMaterial(nobody, () => ({ publicKey: key, validFor: () => true }));
const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
try {
  const bundle = bundleFromJSON(JSON.parse(readFileSync(bundleFile, 'utf8')));
  new Verifier(trust, thresholds).verify(toSignedEntity(bundle));
} catch (fault) {
  console.error(String(fault));
  process.exit(1);
}
