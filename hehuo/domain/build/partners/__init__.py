"""Those who come to help for years: profile, staff, stewards, vetting."""
