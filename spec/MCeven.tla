---- MODULE MCeven ----
EXTENDS MCRaftElection
====
