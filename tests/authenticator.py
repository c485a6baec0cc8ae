"""An authenticator in memory: makes a key and signs what a page asks, or lies about it as a test wants."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG
SEEN_AND_KNOWN = FLAG.UP | FLAG.UV


@dataclass
class Authenticator:
    """One key, made and used at one origin."""

    origin: str = "https://hehuo.example"
    host: str = "hehuo.example"
    name: bytes = field(default_factory=lambda: os.urandom(16))
    flags: int = SEEN_AND_KNOWN
    counter: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str) -> str:
        """Answer the question to make a key."""
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(bytes(16), self.name, public)
        data = AuthenticatorData.create(self._place(), self.flags | FLAG.AT, self.counter, bytes(attested))
        said = self._said("webauthn.create", options)
        return self._answer(said, attestationObject=AttestationObject.create("none", data, {}))

    def sign(self, options: str) -> str:
        """Answer the question to enter."""
        data = AuthenticatorData.create(self._place(), self.flags, self.counter)
        said = self._said("webauthn.get", options)
        signature = self.key.sign(bytes(data) + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(said, authenticatorData=data, signature=signature)

    def _place(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _said(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, said: bytes, **response: Any) -> str:
        packed = {name: websafe_encode(bytes(value)) for name, value in {"clientDataJSON": said, **response}.items()}
        named = {"id": websafe_encode(self.name), "rawId": websafe_encode(self.name), "type": "public-key"}
        return json.dumps({**named, "response": packed, "clientExtensionResults": {}})
