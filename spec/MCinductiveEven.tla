---- MODULE MCinductiveEven ----
EXTENDS LeaderElectionInductive
====
