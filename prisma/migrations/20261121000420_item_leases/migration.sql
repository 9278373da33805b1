-- The sweep looks for leases that ran out, every minute and in every project: it reads those only, however many items wait.
CREATE INDEX item_leases ON item (project_id, lease_expires_at) WHERE state = 'leased';
