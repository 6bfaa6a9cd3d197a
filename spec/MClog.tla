---- MODULE MClog ----
EXTENDS MCRaftElection
====
