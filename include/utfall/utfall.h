/* All public headers of libutfall, utfall(3). */
#ifndef UTFALL_UTFALL_H
#define UTFALL_UTFALL_H

#include "utfall/classes.h"
#include "utfall/column.h"
#include "utfall/date.h"
#include "utfall/error.h"
#include "utfall/expr.h"
#include "utfall/import.h"
#include "utfall/money.h"
#include "utfall/participation.h"
#include "utfall/sie.h"
#include "utfall/run.h"
#include "utfall/stats.h"
#include "utfall/stream.h"
#include "utfall/suppress.h"
#include "utfall/table.h"
#include "utfall/text.h"
#include "utfall/version.h"
#include "utfall/vocabulary.h"

#endif
