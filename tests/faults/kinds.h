/* The calls that the shim can make fail, and how. */
#ifndef KINDS_H
#define KINDS_H

enum fault_kind {
  FAULT_MALLOC,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_OPEN,
  FAULT_SYNC,
  FAULT_RENAME,
  FAULT_CHMOD,
  FAULT_CLOSE,
  FAULT_START, /* a program that a script starts is killed as it begins */
  FAULT_KINDS
};

enum fault_mode {
  FAULT_ONCE,
  FAULT_ON, /* and all after it */
  FAULT_SHORT,
  FAULT_INTERRUPTED
};

#endif
