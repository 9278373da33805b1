import { door } from '@/lib/ingest/door';

export { door as GET, door as PATCH, door as POST, door as PUT };
