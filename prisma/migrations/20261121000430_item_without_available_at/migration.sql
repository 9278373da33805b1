-- Nothing ever put an item off until later, and after the clock of the server went back no item was to be had.
ALTER TABLE item DROP COLUMN available_at;
