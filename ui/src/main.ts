import { mount } from 'svelte';

import App from './App.svelte';
import './style/base.css';

const target = document.getElementById('window');
if (target) mount(App, { target });
