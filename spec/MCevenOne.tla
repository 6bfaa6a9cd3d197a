---- MODULE MCevenOne ----
EXTENDS MCRaftElection
====
