// Sign-in at any OpenID Connect provider that COUNTERSIGN_OIDC_* names: authorization code flow with PKCE, state and nonce.
import 'server-only';
import type { Profile } from 'next-auth';
import type { OAuthConfig, UserinfoEndpointHandler } from 'next-auth/providers/oauth';
import { z } from 'zod';
import type { OidcIdentity } from '@/lib/data/people/oidc-user';
import { env } from '@/lib/env';

export function isOidcConfigured(): boolean {
  const { COUNTERSIGN_OIDC_ISSUER: issuer, COUNTERSIGN_OIDC_CLIENT_ID: clientId } = env();
  return Boolean(issuer && clientId);
}

export function oidcProvider(): OAuthConfig<Profile> {
  const {
    COUNTERSIGN_OIDC_ISSUER: issuer = '',
    COUNTERSIGN_OIDC_CLIENT_ID: clientId = '',
    COUNTERSIGN_OIDC_CLIENT_SECRET: clientSecret,
    COUNTERSIGN_OIDC_NAME: name,
  } = env();
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    ...(clientSecret ? { clientSecret } : { client: { token_endpoint_auth_method: 'none' } }),
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    // The ID token proves who it is; many providers put e-mail and name into the userinfo answer only.
    userinfo: { request: readClaims },
    profile: (profile) => ({ id: profile.sub ?? '' }),
  };
}

type UserinfoRequest = NonNullable<UserinfoEndpointHandler['request']>;

async function readClaims({ client, tokens }: Parameters<UserinfoRequest>[0]): Promise<Profile> {
  // next-auth hands over the token set that it has just verified; its type says less than that.
  const verified = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>;
  return { ...(await client.userinfo(verified)), ...verified.claims() };
}

const claimsSchema = z.object({
  iss: z.string().optional(),
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
});

/** What the provider says of somebody. Throws when it does not say who it is. */
export function identityOf(profile: Profile | undefined): OidcIdentity {
  const claims = claimsSchema.parse(profile);
  return {
    issuer: claims.iss ?? env().COUNTERSIGN_OIDC_ISSUER ?? '',
    subject: claims.sub,
    email: claims.email ?? null,
    isEmailVerified: claims.email_verified === true,
    name: claims.name ?? null,
  };
}
