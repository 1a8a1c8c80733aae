"""Background work: the queue's retries and leases, schedules, queued mail."""
