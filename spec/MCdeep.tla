---- MODULE MCdeep ----
EXTENDS MCRaftElection
====
