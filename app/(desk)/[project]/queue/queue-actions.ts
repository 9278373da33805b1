import 'server-only';
import type { QueueActions } from '@/components/queue/queue-actions';
import { actOnItemAction, listQueueAction, queueVersionAction, removeViewAction, saveViewAction, startReviewAction } from './actions';

/** The actions of the queue page for one project. */
export function queueActions(project: string): QueueActions {
  return {
    list: listQueueAction.bind(null, project),
    version: queueVersionAction.bind(null, project),
    start: startReviewAction.bind(null, project),
    act: actOnItemAction.bind(null, project),
    views: { save: saveViewAction.bind(null, project), remove: removeViewAction.bind(null, project) },
  };
}
