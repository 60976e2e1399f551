# shellcheck shell=sh
# A Slurm of two nodes on this machine, without systemd or cgroups, in $SCRATCH/slurm; sourced by run.
#   slurm_begin   false, with the logs, when it does not come up; daemons_end stops it

daemons=

# daemon FOLDER NAME COMMAND...: in the background, until daemons_end
daemon() {
  log=$1/$2.log
  shift 2
  "$@" > "$log" 2>&1 < /dev/null &
  daemons="$! $daemons"
}

daemons_end() {
  [ -n "$daemons" ] || return 0
  # shellcheck disable=SC2086 # their numbers
  kill $daemons 2> /dev/null || :
  # shellcheck disable=SC2086
  wait $daemons 2> /dev/null || :
  daemons=
}

# until_true COMMAND...: waits for it, thirty seconds at most
until_true() {
  for _ in $(seq 300); do
    ! "$@" > /dev/null 2>&1 || return 0
    sleep 0.1
  done
  return 1
}

idle() {
  [ "$(sinfo --noheader --states=idle --format=%D)" = 2 ]
}

slurm_begin() {
  where=$SCRATCH/slurm
  port=$((20000 + $$ % 10000))
  mkdir -p "$where/state" "$where/n1" "$where/n2" "$where/munge"
  chmod 711 "$SCRATCH" "$where" # munged wants others to reach its socket
  chmod 755 "$where/munge"
  head -c 128 /dev/urandom > "$where/munge/key"
  chmod 400 "$where/munge/key"
  cat > "$where/slurm.conf" << END
ClusterName=prov
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$where/munge/socket
CredType=cred/munge
SlurmctldPort=$port
StateSaveLocation=$where/state
SlurmctldPidFile=$where/slurmctld.pid
SlurmdPidFile=$where/%n.pid
SlurmdSpoolDir=$where/%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
ReturnToService=2
KillWait=1
MailProg=/bin/true
NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1
NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1
PartitionName=alla Nodes=n1,n2 Default=YES MaxTime=10 State=UP
END
  export SLURM_CONF="$where/slurm.conf"
  daemon "$where" munged munged --foreground --force --socket="$where/munge/socket" --key-file="$where/munge/key" \
    --pid-file="$where/munge/pid" --seed-file="$where/munge/seed" --log-file="$where/munge/log"
  if until_true test -S "$where/munge/socket"; then
    daemon "$where" slurmctld slurmctld -D -f "$SLURM_CONF"
    daemon "$where" n1 slurmd -D -f "$SLURM_CONF" -N n1
    daemon "$where" n2 slurmd -D -f "$SLURM_CONF" -N n2
    ! until_true idle || return 0
  fi
  tail -n 5 "$where"/*.log "$where/munge/log"
  return 1
}
