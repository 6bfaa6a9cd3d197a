---- MODULE MCinductive ----
EXTENDS LeaderElectionInductive
====
