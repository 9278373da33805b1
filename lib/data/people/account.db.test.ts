import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { changePassword, listSessions } from './account';
import { globalDatabase } from '@/lib/data/database';
import { endOtherSessions, endSession } from './end-session';
import { hashPassword } from './password-hash';
import { createSession, findSignedIn } from './sessions';
import { checkPassword } from './sign-in';

const PASSWORD = 'the present password';
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function signedInPerson() {
  const owner = await db.createProject();
  const userId = owner.userId ?? '';
  await globalDatabase().user.update({ where: { id: userId }, data: { passwordHash: await hashPassword(PASSWORD) } });
  const [here, there] = [
    await createSession(userId, { provider: 'password', userAgent: 'here' }),
    await createSession(userId, { provider: 'password', userAgent: 'there' }),
  ];
  const signedIn = await findSignedIn(here);
  if (!signedIn) throw new Error('not signed in');
  return { signedIn, there };
}

describe("one's account", () => {
  it('lists the sessions that still open something, this one first, and ends others', async () => {
    const { signedIn, there } = await signedInPerson();
    expect((await listSessions(signedIn)).map(({ userAgent, isThis }) => [userAgent, isThis])).toEqual([
      ['here', true],
      ['there', false],
    ]);
    const stranger = await signedInPerson();
    expect(await endSession(stranger.signedIn.userId, there, 'revoked')).toBe(false);
    expect(await findSignedIn(there)).not.toBeNull();
    expect(await endSession(signedIn.userId, there, 'revoked')).toBe(true);
    expect(await findSignedIn(there)).toBeNull();
    expect(await endOtherSessions(signedIn, 'revoked')).toBe(0);
    expect(await listSessions(signedIn)).toHaveLength(1);
  });

  it('takes a new password only with the present one, and then ends every other session', async () => {
    const { signedIn, there } = await signedInPerson();
    const change = (current: string, next: string) => changePassword(signedIn, 'address', { current, next });
    await expect(change('not the present one', 'a new password here')).rejects.toMatchObject({
      kind: 'invalid',
      problems: [{ path: '/current' }],
    });
    await expect(change(PASSWORD, PASSWORD)).rejects.toMatchObject({ problems: [{ path: '/next' }] });
    await expect(change(PASSWORD, 'short')).rejects.toThrow(/12 characters/);
    await expect(change(PASSWORD, 'aaaaaaaaaaaaaaaa')).rejects.toThrow(/repeats/);
    await expect(
      changePassword(signedIn, 'address', { current: PASSWORD, next: 'a new password here', isAdmin: true } as never),
    ).rejects.toThrow(/Unrecognized key/);
    await change(PASSWORD, 'a new password here');
    expect(await checkPassword({ email: signedIn.email, password: 'a new password here', address: 'z' })).toMatchObject({ isOk: true });
    expect(await findSignedIn(there)).toBeNull();
    expect(await findSignedIn(signedIn.sessionId)).not.toBeNull();
  });

  it('cannot be guessed at from inside either', async () => {
    const { signedIn } = await signedInPerson();
    const statuses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      await changePassword(signedIn, 'address', { current: `guess ${round}`, next: 'a new password here' }).catch(
        (error: { status: number }) => statuses.push(error.status),
      );
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
  });
});
