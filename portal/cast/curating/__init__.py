"""Where curators write down ties and beats."""
