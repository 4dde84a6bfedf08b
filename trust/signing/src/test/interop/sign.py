"""Signs with the reference implementation: sign.py MODEL KEY SIGNATURE METHOD HASH."""

import sys

import model_signing

model, key, signature, method, hash_type = sys.argv[1:]
hashing = model_signing.hashing.Config()
if method == "shards":
    hashing.use_shard_serialization(hashing_algorithm=hash_type, shard_size=1000)
else:
    hashing.use_file_serialization(hashing_algorithm=hash_type)
signing = model_signing.signing.Config().use_elliptic_key_signer(private_key=key)
signing.set_hashing_config(hashing).sign(model, signature)
