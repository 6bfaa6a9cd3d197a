---- MODULE MCsmall ----
EXTENDS MCRaftElection
====
