"""Meetings of a subject of another context: date and place, registration, attendance by QR, minutes."""
