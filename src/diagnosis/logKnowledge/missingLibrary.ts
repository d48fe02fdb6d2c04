// How loaders say that a shared library, or a symbol or version of it, is missing.

import type { LogTable } from './logTheme';

export const missingLibrary: LogTable = {
  theme: 'missingLibrary',
  hint: /\.so|shared|GLIBC|symbol|library/i,
  wordings: [
    {
      by: 'glibc',
      pattern: /error while loading shared libraries: (?<name>[^:\s]{1,200}): cannot open shared object file/i,
      source: 'glibc elf/dl-load.c',
    },
    {
      by: 'musl',
      pattern: /Error loading shared library (?<name>[^:\s]{1,200}): No such file/i,
      source: 'musl ldso/dynlink.c',
    },
    {
      by: 'glibc',
      pattern: /version [`'](?<name>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,20})' not found/i,
      source: 'glibc elf/dl-version.c',
    },
    {
      by: 'musl',
      pattern: /Error relocating \S{1,300}: (?<name>\w{1,200}): symbol not found/i,
      source: 'musl ldso/dynlink.c',
    },
    {
      by: 'Python, Java, .NET',
      pattern:
        /(?:ImportError|UnsatisfiedLinkError|DllNotFoundException|OSError|LoadError)\b.{0,120}?(?<name>[\w.+-]{1,100}\.so(?:\.[\d.]{1,20})?)\b/i,
      source: 'CPython dynload_shlib.c and others',
    },
  ],
};
