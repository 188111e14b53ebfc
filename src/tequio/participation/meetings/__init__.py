"""Meetings: date and place, registration, attendance by QR, minutes. They belong to a subject of another context."""
