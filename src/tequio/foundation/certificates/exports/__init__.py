"""The certificate on paper, and its QR."""
