"""Encrypts or decrypts with Tink for Python: tink_stream.py encrypt|decrypt KEY AD SEGMENT < in > out.

KEY and AD are hexadecimal; SEGMENT is the size of a segment in bytes.
"""

import io
import json
import sys
import base64

import tink
from tink import secret_key_access
from tink import streaming_aead


def field(number, wire, value):
    """A field of a protocol buffer; value is an int or bytes."""
    def varint(n):
        out = b""
        while n > 0x7F:
            out += bytes([n & 0x7F | 0x80])
            n >>= 7
        return out + bytes([n])
    head = varint(number << 3 | wire)
    return head + (varint(value) if wire == 0 else varint(len(value)) + value)


def handle(key, segment):
    # AesGcmHkdfStreamingParams: segment size, derived key size, hash SHA256 = 3.
    params = field(1, 0, segment) + field(2, 0, 32) + field(3, 0, 3)
    # AesGcmHkdfStreamingKey: params and key value.
    proto = field(2, 2, params) + field(3, 2, key)
    keyset = {
        "primaryKeyId": 1,
        "key": [{
            "keyData": {
                "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmHkdfStreamingKey",
                "value": base64.b64encode(proto).decode(),
                "keyMaterialType": "SYMMETRIC",
            },
            "status": "ENABLED",
            "keyId": 1,
            "outputPrefixType": "RAW",
        }],
    }
    return tink.json_proto_keyset_format.parse(json.dumps(keyset), secret_key_access.TOKEN)


class Output(io.BytesIO):
    def close(self):
        sys.stdout.buffer.write(self.getvalue())
        sys.stdout.buffer.flush()
        super().close()


def main():
    streaming_aead.register()
    mode, key, associated, segment = sys.argv[1:5]
    primitive = handle(bytes.fromhex(key), int(segment)).primitive(streaming_aead.StreamingAead)
    data = sys.stdin.buffer.read()
    if mode == "encrypt":
        with primitive.new_encrypting_stream(Output(), bytes.fromhex(associated)) as out:
            out.write(data)
    else:
        with primitive.new_decrypting_stream(io.BytesIO(data), bytes.fromhex(associated)) as source:
            sys.stdout.buffer.write(source.read())


main()
