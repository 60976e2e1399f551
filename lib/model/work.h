/* What is work among the codes of a vocabulary. */
#ifndef UTFALL_WORK_H
#define UTFALL_WORK_H

#include "utfall/vocabulary.h"

/* `arbete` and what counts as it, as a set; empty where the vocabulary (NULL: none) has no such code. */
static inline uint32_t ut_work_codes(const struct ut_vocabulary *v)
{
  int work = v ? ut_vocabulary_find(v, ut_text_of("arbete")) : -1;
  return work < 0 ? 0 : ut_vocabulary_family(v, work);
}

#endif
