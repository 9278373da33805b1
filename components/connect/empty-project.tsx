'use client';
import { useRouter } from 'next/navigation';
import { ConnectGuide, type ConnectMaterial } from './connect-guide';

/** What a project without runs shows. It turns into the page that was asked for when the first run arrives. */
export function EmptyProject(material: ConnectMaterial) {
  const router = useRouter();
  return (
    <section aria-labelledby="connect-title" className="mx-auto grid w-full max-w-5xl content-start gap-6 p-8">
      <div className="grid gap-1">
        <h2 id="connect-title" className="font-semibold text-lg">
          Connect a tracer
        </h2>
        <p className="text-muted-foreground">
          Keep what traces your AI workflow today and change where it sends to. This page turns live when the first run arrives.
        </p>
      </div>
      <ConnectGuide {...material} onFirstRun={() => router.refresh()} />
    </section>
  );
}
