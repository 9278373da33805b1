import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ErasePerson } from '@/components/privacy/erase-person';
import { PrivacyForm } from '@/components/privacy/privacy-form';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { getPrivacyRules, listRecognisers } from '@/lib/data/privacy/privacy-rules';
import { can } from '@/lib/domain/policy';
import { formatDay } from '@/lib/format';
import { eraseSubjectAction, previewPrivacyAction, savePrivacyAction } from './privacy-actions';

export const metadata: Metadata = { title: 'Privacy' };

export default async function PrivacyPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  if (!can(viewer, 'privacy.read')) notFound();
  const { version, rules, savedAt } = await getPrivacyRules(viewer);
  const slug = viewer.projectSlug;
  return (
    <>
      <PageHeader title="Privacy" />
      <p className="max-w-prose text-muted-foreground text-sm">
        What is taken out of everything that comes in, before any of it is stored.{' '}
        {savedAt === null ? 'These are the defaults; nothing was saved yet.' : `Version ${version}, saved on ${formatDay(savedAt)}.`} Runs
        that are stored already stay as they are.
      </p>
      <PrivacyForm
        key={version}
        rules={rules}
        recognisers={listRecognisers()}
        project={slug}
        canEdit={can(viewer, 'privacy.edit')}
        save={savePrivacyAction.bind(null, slug, version)}
        preview={previewPrivacyAction.bind(null, slug)}
      />
      {can(viewer, 'subject.erase') ? <ErasePerson erase={eraseSubjectAction.bind(null, slug)} /> : null}
    </>
  );
}
