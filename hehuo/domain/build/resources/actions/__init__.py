"""Acts on resources, on trees and their care, and what the clock tells."""
