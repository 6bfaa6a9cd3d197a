---- MODULE MCsimulate ----
EXTENDS MCRaftElection
====
