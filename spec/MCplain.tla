---- MODULE MCplain ----
EXTENDS MCRaftElection
====
