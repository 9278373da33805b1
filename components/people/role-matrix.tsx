import { Check } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { cn } from '@/lib/cn';
import { can, PERMISSIONS, type PermissionName, ROLES, type Role } from '@/lib/domain/policy';
import { roleTitle } from './role-options';

const NAMES = Object.keys(PERMISSIONS) as PermissionName[];

/** The role matrix, read from the data that the server decides by. */
export function RoleMatrix({ viewerRole }: { viewerRole: Role }) {
  return (
    <Card>
      <Table aria-label="What each role may do">
        <TableHeader>
          <tr>
            <TableHead className="h-10">May</TableHead>
            {ROLES.map((role) => (
              <TableHead key={role} className={cn('h-10 text-center', role === viewerRole && 'bg-primary-soft text-link')}>
                {roleTitle(role)}
                {role === viewerRole ? <span className="block font-normal text-2xs leading-3">you</span> : null}
              </TableHead>
            ))}
            <TableHead className="h-10">Key scope</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {NAMES.map((name) => (
            <TableRow key={name}>
              <th scope="row" className="h-9 min-w-56 px-3 py-1.5 text-start align-middle font-normal">
                {PERMISSIONS[name].title}
              </th>
              {ROLES.map((role) => (
                <TableCell key={role} className={cn('text-center', role === viewerRole && 'bg-primary-soft')}>
                  {can({ role, via: 'session', scopes: [] }, name) ? (
                    <>
                      <Check aria-hidden className="mx-auto size-4 text-success" />
                      <span className="sr-only">yes</span>
                    </>
                  ) : (
                    <>
                      <span aria-hidden className="text-muted-foreground">
                        –
                      </span>
                      <span className="sr-only">no</span>
                    </>
                  )}
                </TableCell>
              ))}
              <TableCell>
                <Badge>{PERMISSIONS[name].scope}</Badge>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
