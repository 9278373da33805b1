// Sign-in by e-mail and password, as next-auth wants it told.
import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { checkPassword } from '@/lib/data/people/sign-in';
import { env } from '@/lib/env';
import { clientAddress } from './client-address';

const credentialsSchema = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) });

/** `onProven` hears of a right password. Too many tries end in the error `too_many_tries.<seconds to wait>`. */
export function passwordProvider(headers: Headers, onProven: (proven: { userId: string; failuresBefore: number }) => void) {
  return CredentialsProvider({
    name: 'Password',
    credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
    async authorize(sent) {
      const credentials = credentialsSchema.safeParse(sent);
      if (!credentials.success) return null;
      const address = clientAddress(headers, env().COUNTERSIGN_TRUST_PROXY === 'on');
      const result = await checkPassword({ ...credentials.data, address });
      if (result.isOk) {
        onProven(result);
        return { id: result.userId };
      }
      if (result.waitSeconds !== null) throw new Error(`too_many_tries.${result.waitSeconds}`);
      return null;
    },
  });
}
