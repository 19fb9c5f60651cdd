// small helps
