void QueueRequest(void *Extension, void *Srb);
