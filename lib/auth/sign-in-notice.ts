// What the sign-in page says about the error code that it was opened with.

export interface SignInNotice {
  title: string;
  detail: string;
}

const NOTICES: Record<string, SignInNotice> = {
  CredentialsSignin: { title: 'That did not match', detail: 'E-mail or password is wrong. Check both and try again.' },
  email_unverified: {
    title: 'Your address is not verified',
    detail: 'The identity provider does not confirm your e-mail address. Ask its administrator to verify it.',
  },
  email_taken: {
    title: 'This address belongs to another sign-in',
    detail: 'An account with your e-mail address is linked to another identity. Ask an administrator.',
  },
  disabled: { title: 'This account is switched off', detail: 'Ask an administrator of this installation.' },
  OAuthSignin: {
    title: 'The identity provider does not answer',
    detail: 'Try again in a moment. If it stays, ask an administrator to check the provider’s address.',
  },
  OAuthCallback: {
    title: 'The identity provider sent you back without a sign-in',
    detail: 'It was cancelled, took too long, or was started in another browser. Start again.',
  },
  Configuration: { title: 'Sign-in is not set up correctly', detail: 'Ask an administrator to look at the server’s log.' },
};

const UNKNOWN: SignInNotice = {
  title: 'You were not signed in',
  detail: 'Something went wrong on the way. Start again; if it stays, ask an administrator.',
};

/** In words, for an error of next-auth or of ours; null when there is none. */
export function signInNotice(error: string | undefined): SignInNotice | null {
  if (!error) return null;
  const wait = /^too_many_tries\.(\d{1,5})$/.exec(error);
  if (wait) return { title: 'Too many tries', detail: `For safety, sign-in is closed for ${inWords(Number(wait[1]))}. Then try again.` };
  return NOTICES[error] ?? UNKNOWN;
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
