"""Coming in by phone: six digits sent by text or given at the desk; and coming to a home by invitation."""
