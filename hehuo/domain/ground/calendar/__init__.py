"""Working days, holidays, shifted workdays; end dates of posting periods."""
