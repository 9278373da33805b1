'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { testConnector } from '@/lib/data/outside/connector-test';
import {
  changeConnector,
  type ConnectorInput,
  createConnector,
  deleteConnector,
  resendGivenUp,
  switchConnector,
} from '@/lib/data/outside/connectors';
import type { ConnectorTest } from '@/lib/domain/connector-view';

export async function createConnectorAction(project: string, kind: string, input: ConnectorInput): Promise<ActionResult<string>> {
  return change(async () => createConnector(await requireActionViewer(project), kind, input));
}

export async function changeConnectorAction(project: string, connectorId: string, input: ConnectorInput): Promise<ActionResult<void>> {
  return change(async () => changeConnector(await requireActionViewer(project), connectorId, input));
}

export async function switchConnectorAction(project: string, connectorId: string, isEnabled: boolean): Promise<ActionResult<void>> {
  return change(async () => switchConnector(await requireActionViewer(project), connectorId, isEnabled));
}

export async function deleteConnectorAction(project: string, connectorId: string): Promise<ActionResult<void>> {
  return change(async () => deleteConnector(await requireActionViewer(project), connectorId));
}

export async function resendGivenUpAction(project: string, connectorId: string): Promise<ActionResult<number>> {
  return change(async () => resendGivenUp(await requireActionViewer(project), connectorId));
}

/** Changes nothing here, so the page stays as it is. */
export async function testConnectorAction(project: string, connectorId: string): Promise<ActionResult<ConnectorTest>> {
  return answerAction(async () => testConnector(await requireActionViewer(project), connectorId));
}

async function change<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(body);
  if (result.ok) revalidatePath('/[project]/settings/connectors', 'page');
  return result;
}
