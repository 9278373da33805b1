-- What tracers send about a run and not about one of its steps is kept as sent, as the attributes of steps are, so that it can be read again.
ALTER TABLE run ADD COLUMN records jsonb NOT NULL DEFAULT '{}';
