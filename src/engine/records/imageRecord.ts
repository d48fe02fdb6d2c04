// GET /images/json and GET /images/{id}/json → Image.

import type { Image } from '../../model/storage';
import type { Read } from '../engine';
import { count, labels, present, raw, readObject, shortId, texts, time } from './read';

export function imageRecord(value: unknown, position = 0): Read<Image> {
  return readObject('image', value, position, ['Id', 'ID'], (object, id) => {
    // Before API 1.43 an image without a tag is listed with `<none>:<none>`.
    const tags = texts(object.RepoTags).filter((tag) => tag !== '<none>:<none>');
    const digests = texts(object.RepoDigests).filter((digest) => !digest.startsWith('<none>@'));
    const listed = labels(object.Labels);
    return {
      kind: 'image',
      id,
      name: tags[0] ?? shortId(id),
      tags,
      digests,
      sizeBytes: count(object.Size) ?? count(object.VirtualSize) ?? 0,
      dangling: tags.length === 0,
      labels: Object.keys(listed).length > 0 ? listed : labels(raw(object.Config).Labels),
      ...present({ createdAt: time(object.Created) }),
    };
  });
}
