---- MODULE MCinductiveFive ----
EXTENDS LeaderElectionInductive
====
