// `dockhound.service.editAsJson` and `.createFromJson`: a service as a document, and a document as a service.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import { emptyDraft } from '../../model/serviceDraft';
import type { Services } from '../../services';
import { openServiceDocument, readServiceDocument } from '../../views/editors/serviceDocuments';
import type { GivenOptions } from '../givenOptions';
import { givenDraft, saysOfService } from './givenDraft';
import { type CreateResult, createService } from './serviceCreate';

/** Option `draft`, or fields as for `service.create`; without any the document is a beginning. Resolves with its address. */
export async function editServiceAsJson(options: GivenOptions): Promise<string> {
  const draft = saysOfService(options) ? givenDraft(options) : { ...emptyDraft, name: 'web', image: 'nginx:1.27' };
  const { uri } = await openServiceDocument(draft);
  return uri.toString();
}

/** Of the document at `first` (a `Uri`, or its text), else of the active editor: a draft, or a ServiceSpec. */
export async function createServiceFromJson(
  services: Services,
  first: unknown,
  options: GivenOptions,
): Promise<CreateResult | undefined> {
  const document = await documentOf(first);
  return createService(services, { ...options, ...readServiceDocument(document) });
}

async function documentOf(first: unknown): Promise<vscode.TextDocument> {
  if (first instanceof vscode.Uri) return vscode.workspace.openTextDocument(first);
  if (typeof first === 'string') return vscode.workspace.openTextDocument(vscode.Uri.parse(first, true));
  const active = vscode.window.activeTextEditor?.document;
  if (active) return active;
  throw new HumanError(
    'No document is open.',
    'Open one that describes a service, or start with Create Service from JSON.',
  );
}
