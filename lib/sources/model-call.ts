// A call of a model as tracers beside OTLP log it: what was given and what came back, in the provider's own JSON.
import { isObject } from '@/lib/domain/json-container';
import { foldFinishReason, toMessages } from '@/lib/domain/message-form';
import type { Json, Message, StepFacts, Usage } from '@/lib/domain/run/run';
import { defined, textAt } from './attribute-reader';
import { parametersFrom, providerName, toolDefinitionsFrom } from './model-facts';
import { providerUsage } from './provider-usage';
import { requestMessages, responseMessages } from './request-form';

export interface ModelCall {
  /** Messages, a request around them, or a text. */
  input?: Json | undefined;
  /** A response, its choices, several responses, a message or a text. */
  output?: Json | undefined;
  /** The name that was asked for; the one in the response is shown where there is one. */
  model?: string | undefined;
  provider?: string | undefined;
  parameters?: { [key: string]: Json } | undefined;
  /** Wins over what the response itself counts. */
  usage?: Usage | undefined;
  tools?: Json | undefined;
  finishReason?: string | undefined;
}

export function modelCallFacts(call: ModelCall): StepFacts {
  const { input, output } = call;
  const messages = askedMessages(input);
  const outputMessages = answeredMessages(output);
  const request = isObject(input) && messages ? input : {};
  const response = responsesIn(output)[0] ?? {};
  const provider = providerName(call.provider);
  const requestModel = call.model ?? textAt(request, 'model');
  const finish = call.finishReason ?? outputMessages?.find((message) => message.finishReason)?.finishReason;
  return defined({
    provider,
    modelName: textAt(response, 'model') ?? requestModel,
    requestModel,
    parameters: parametersFrom({ ...request, ...call.parameters }),
    usage: call.usage ?? providerUsage(response['usage'], provider),
    finishReason: finish === undefined ? undefined : foldFinishReason(finish),
    systemFingerprint: textAt(response, 'system_fingerprint'),
    messages,
    outputMessages,
    toolDefinitions: toolDefinitionsFrom(call.tools ?? request['tools']),
  });
}

/** Ids by which the provider knows what it answered. */
export function responseIds(output: Json | undefined): string[] {
  return responsesIn(output).flatMap((response) => textAt(response, 'id') ?? []);
}

function askedMessages(input: Json | undefined): Message[] | undefined {
  if (Array.isArray(input)) return toMessages(input, 'user');
  return requestMessages(input) ?? toMessages(input, 'user');
}

function answeredMessages(output: Json | undefined): Message[] | undefined {
  if (output === undefined || output === null || output === '') return undefined;
  if (!Array.isArray(output)) {
    const isMessage = isObject(output) && 'role' in output;
    return (isMessage ? undefined : responseMessages(output)) ?? toMessages(output, 'assistant');
  }
  if (output.every((entry) => isObject(entry) && ('message' in entry || 'text' in entry) && !('type' in entry)))
    return responseMessages({ choices: output });
  const responses = responsesIn(output);
  if (responses.length === 0) return toMessages(output, 'assistant');
  const messages = responses.flatMap((response) => responseMessages(response) ?? []);
  return messages.length > 0 ? messages : undefined;
}

/** Whole responses, told from messages and choices by what is around the answer. */
function responsesIn(output: Json | undefined): { [key: string]: Json }[] {
  const list = Array.isArray(output) ? output : [output ?? null];
  return list.flatMap((entry) => (isObject(entry) && (Array.isArray(entry['choices']) || 'usage' in entry) ? [entry] : []));
}
