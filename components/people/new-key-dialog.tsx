'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { type CreateKey, NewKeyForm } from './new-key-form';

interface NewKeyDialogProps {
  create: CreateKey;
  /** Whether the viewer may make keys that act as nobody. */
  mayMakeShared: boolean;
  viewerName: string;
}

export function NewKeyDialog({ create, mayMakeShared, viewerName }: NewKeyDialogProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden /> New key
        </Button>
      </DialogTrigger>
      <DialogContent title="New API key">
        <NewKeyForm create={create} mayMakeShared={mayMakeShared} viewerName={viewerName} />
      </DialogContent>
    </Dialog>
  );
}
