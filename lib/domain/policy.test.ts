import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { can, PERMISSIONS, ROLES, SCOPES } from './policy';

/** docs/roles.md as it must read; `UPDATE_DOCS=1` writes it. */
function rolesPage(): string {
  const head = `| permission | ${ROLES.join(' | ')} | key scope |\n|---|${ROLES.map(() => '---').join('|')}|---|`;
  const lines = Object.values(PERMISSIONS).map(
    ({ title, roles, scope }) =>
      `| ${title} | ${ROLES.map((role) => ((roles as readonly string[]).includes(role) ? '✓' : '')).join(' | ')} | \`${scope}\` |`,
  );
  const intro =
    'Rendered from `lib/domain/policy.ts` by its test. An API key has the permissions of its role that one of its scopes covers.';
  return `# Roles\n\n${intro}\n\n${head}\n${lines.join('\n')}\n`;
}

describe('the role matrix', () => {
  it('is what docs/roles.md says', () => {
    if (process.env.UPDATE_DOCS) writeFileSync('docs/roles.md', rolesPage());
    expect(readFileSync('docs/roles.md', 'utf8')).toBe(rolesPage());
  });

  it('gives every permission to the owner', () => {
    const owner = { role: 'owner', via: 'session', scopes: [] } as const;
    for (const permission of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]) {
      const isOwners = (PERMISSIONS[permission].roles as readonly string[]).includes('owner');
      expect(can(owner, permission)).toBe(isOwners);
      expect(isOwners, permission).toBe(true);
    }
  });

  it('narrows a key to its scopes and never widens the role', () => {
    expect(can({ role: 'owner', via: 'key', scopes: ['read'] }, 'run.read')).toBe(true);
    expect(can({ role: 'owner', via: 'key', scopes: ['read'] }, 'item.review')).toBe(false);
    expect(can({ role: 'viewer', via: 'key', scopes: SCOPES }, 'item.review')).toBe(false);
    expect(can({ role: 'viewer', via: 'session', scopes: SCOPES }, 'member.edit')).toBe(false);
  });
});
