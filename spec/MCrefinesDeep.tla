---- MODULE MCrefinesDeep ----
EXTENDS RaftElectionRefinement
====
